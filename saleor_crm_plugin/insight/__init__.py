"""What we infer from what people have done: rollups, scores, predictions, lifecycle, relationship.

A *rollup* is what somebody's orders come to, reckoned again from what was told whenever an order
changes, never counted up. A *score* ranks a customer among the shop's, a *prediction* says what is
to be expected; both are made for all customers at once. The *lifecycle* stage and the
*relationship type* of a person come with their signals and weights; what people said themselves
(identity) stands above what is inferred.

Others may call `queries`, and join the tables of `models`, `score_models` and `inference_models`
by profile id.
"""
