"""The demo district: fictitious units, people and figures in real places, made through the actions alone."""
