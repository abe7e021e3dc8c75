"""The issued report as office documents, made from the frozen rows alone: the same report gives the same bytes."""
