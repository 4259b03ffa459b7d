"""The draw as SQL, one expression for everybody who draws or foresees a draw."""

from .policies import BUCKETS

# 15 hexadecimal digits are 60 bits: `policies.bucket` says the same in Python. Of the rows
# `experiment` and `profile`.
BUCKET = f"""mod(('x0' || left(encode(sha256(
    (experiment.salt || ':' || profile.public_id::text)::bytea), 'hex'), 15)
)::bit(64)::bigint, {BUCKETS})"""
