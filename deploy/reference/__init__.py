"""What integrators read, made from the code: `python -m deploy.reference` writes every file of it anew.

`shapes` says a declared type as JSON Schema, `survey` collects what there is, and the others write it down.
"""
