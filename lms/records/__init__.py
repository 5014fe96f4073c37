"""The register of completions and the JP ledger: only ever added to, and what BKD exports."""
