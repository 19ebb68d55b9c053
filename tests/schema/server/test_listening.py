from __future__ import annotations

import pytest

from anjian.cli.doctor import PortTaken
from anjian.settings import Settings
from anjian_schema.server.serving import address, listen


def test_a_port_is_held_from_the_first_moment(settings: Settings) -> None:
    """Long before it is served: a second server is refused at once, not after it loaded everything."""
    with listen(settings.model_copy(update={"port": 0})) as first:
        taken = first.getsockname()[1]
        with pytest.raises(PortTaken, match=str(taken)):
            listen(settings.model_copy(update={"port": taken}))


@pytest.mark.parametrize("host", ["no.such.host.invalid", "203.0.113.1"])
def test_an_address_of_another_machine(settings: Settings, host: str) -> None:
    """Named like a port that is taken, with the system's reason."""
    with pytest.raises(PortTaken, match=host):
        listen(settings.model_copy(update={"host": host, "port": 0}))


def test_the_address_shown_can_be_opened(settings: Settings) -> None:
    """One that listens everywhere is opened at home."""
    with listen(settings.model_copy(update={"host": "0.0.0.0", "port": 0})) as everywhere:  # noqa: S104 - on purpose
        assert address(everywhere) == f"http://127.0.0.1:{everywhere.getsockname()[1]}"


def test_an_address_of_ipv6_stands_in_brackets(settings: Settings) -> None:
    """As browsers want it."""
    try:
        six = listen(settings.model_copy(update={"host": "::1", "port": 0}))
    except PortTaken:
        pytest.skip("this machine has no IPv6")
    with six:
        assert address(six) == f"http://[::1]:{six.getsockname()[1]}"
