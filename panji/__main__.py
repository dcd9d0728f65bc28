"""`python -m panji`: the command line, where its script is not on the PATH."""

from panji.cli import main

if __name__ == "__main__":
    main()
