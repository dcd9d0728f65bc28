"""Thin Prefect flows over the packages below; nothing else here knows Prefect."""
