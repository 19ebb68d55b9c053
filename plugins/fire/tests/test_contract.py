from anjian.testing import contract

test_contract = contract("fire")
