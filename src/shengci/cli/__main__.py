"""`python -m shengci.cli`."""

from shengci.cli import main

main()
