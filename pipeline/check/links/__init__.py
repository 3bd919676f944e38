"""A book → the state of its links to the outside: collect (pure) → probe (the only network) → judge (pure), with a memory.

`plan` says what to ask next, `engine` asks, `judge` reads the answers, `history` knows what was seen on other days. Only `engine` and
`run` know threads; only `engine` and the resolvers may know the network.
"""
