"""Pure decisions about files, cells and columns: no Django, no clock."""
