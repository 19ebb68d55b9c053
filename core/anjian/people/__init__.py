"""Who acts: organisations (机构), people (人员) and inspection teams (检查组)."""
