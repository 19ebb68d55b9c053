"""GB 18218-2018: which units are major hazard sources (重大危险源), and of which grade.

The tables are data files beside these modules. Chinese names that the copies at hand print badly were restored by CAS
number; the definitions (unit, quantity, mixture) are recalled. Compare with the official text before acting.
"""
