"""What people have a right to: a copy of everything that is kept about them.

A *copy* is made by a worker, kind of data by kind of data, can be fetched for some days by a
signed link, and is then emptied. Others may call `queries` and `actions`.
"""
