"""What people allow: consent by channel and purpose, and addresses that nobody may write to.

A *consent event* is one act of a person (granted, asked for, withdrawn) and is never changed; the
*current view* says where all acts have led, and an older act never overrides a newer one. A
*list* is a kind of message within a purpose that can be left without leaving the rest. A
*suppression* is a reason not to write to an address, known by its keyed hash alone.

Others may call `queries`, `actions.record`, `actions.confirm`, `actions.unsubscribe`,
`actions.suppress`, `links` and listen to `events`.
"""
