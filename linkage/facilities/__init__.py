"""阵地台账: what each community has, against what it should have (S1: 六室四站两校一厅一中心)."""
