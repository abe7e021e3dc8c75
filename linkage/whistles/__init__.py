"""吹哨报到: a street that cannot solve a matter alone whistles for departments, which report in and solve it."""
