"""Our pages inside the Saleor Dashboard: where they are mounted, their built files, and the set-up.

`mounts` lists every place in the Dashboard, `built` knows the files of the pages, `actions.install`
registers both with the shop, and `queries` says how far the set-up has come. The pages themselves
are written in `dashboard_extension/`. Anybody may fetch the files: they hold nobody's data, and
all that they show is asked of the API with the token of whoever looks.
"""
