"""Where `panji` and `python -m panji` begin.

Page workers import this module once more, being spawned: so it imports no more than it must.
"""

import gc


def main() -> None:
    """Run the command line.

    Tables and models are made by the hundred thousand: to look for garbage at every 700th, as
    Python does, takes two fifths of the time that a new store takes.
    """
    gc.set_threshold(50_000)
    from panji import cli  # noqa: PLC0415 - see above

    cli.main()


if __name__ == "__main__":
    main()
