"""The files of a class deck: what they hold, how they are read, written, brought up to date and merged."""
