"""What integrators read and call with, made from the code: `python -m deploy.reference` writes every file of it anew.

`shapes` says a declared type as JSON Schema, `answers` finds out what queries answer, `survey` collects what there is;
`asyncapi`, `told`, `rpc` and `browse` write it down, `client` makes the typed client of it, `compatibility` compares it
with what was `recorded`.
"""
