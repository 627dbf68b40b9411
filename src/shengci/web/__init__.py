"""The teacher's page: class decks in a folder, seen and edited in a browser on the same machine.

`serving` opens the socket and the browser, `guard` decides who is let in, `app` knows the addresses,
`store` is the seam to the library. Nothing here reads or writes outside the chosen folder.
"""
