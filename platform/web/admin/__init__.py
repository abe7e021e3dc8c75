"""Pages of those who keep people, places, rights and the record of it all."""
