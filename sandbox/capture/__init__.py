"""Programs that run inside a real Saleor and record what the sandbox shop is generated from and compared with."""
