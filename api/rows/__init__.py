"""Where the rows of each type come from.

A type declares its columns, its relations and what is counted for it. A root field walks the selection once, makes a
plan, and fetches level by level: one statement for a list with all that is joined to it, one more for each further
level, whatever the number of rows. Resolvers only read what is there, so nobody can write an N+1 by accident.
"""
