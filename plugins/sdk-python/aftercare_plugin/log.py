"""Lines in the plugin's own log, seen by the owner."""

from wit_world.imports import log as wired

from .shape import shaped


class _Log:
    def _write(self, level, message, fields):
        pairs = [(name, shaped(str, str(value))) for name, value in fields.items()]
        wired.write(level, shaped(str, str(message)), pairs)

    def debug(self, message, **fields):
        self._write(wired.Level.DEBUG, message, fields)

    def info(self, message, **fields):
        self._write(wired.Level.INFO, message, fields)

    def warn(self, message, **fields):
        self._write(wired.Level.WARN, message, fields)

    def error(self, message, **fields):
        self._write(wired.Level.ERROR, message, fields)


log = _Log()
