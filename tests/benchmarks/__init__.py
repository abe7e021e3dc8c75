"""How fast GraphQL answers, against hand-written SQL and against PostGraphile. ``make bench`` runs it."""
