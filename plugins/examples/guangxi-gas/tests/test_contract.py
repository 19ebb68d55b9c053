from anjian.testing import contract

test_contract = contract("guangxi_gas")
