"""The same strangers as those of the plugin host."""

from tests.core.plugin_host.conftest import install, load, script

__all__ = ["install", "load", "script"]
