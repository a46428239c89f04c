"""Benchmarks: every module here is one."""
import json

def show(name, value, unit, baseline):
    print(json.dumps({"name": name, "value": round(value, 2), "unit": unit, "baseline": round(baseline, 2), "ratio": round(value / baseline, 3)}), flush=True)
