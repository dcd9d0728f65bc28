"""Where `panji` and `python -m panji` begin.

Page workers import this module once more, being spawned: so it imports nothing.
"""


def main() -> None:
    """Run the command line."""
    from panji import cli  # noqa: PLC0415 - see above

    cli.main()


if __name__ == "__main__":
    main()
