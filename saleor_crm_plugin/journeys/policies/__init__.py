"""Pure decisions of journeys: the shape of a graph, who may enter, when, and by which way."""
