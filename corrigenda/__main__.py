"""``python -m corrigenda``: the command line, where its script is not on the path."""

from corrigenda.cli import main

if __name__ == "__main__":
    main()
