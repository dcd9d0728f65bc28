"""The screens, one file each; every module here has a `router`."""
