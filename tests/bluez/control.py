"""The control socket: whoever runs a test says what happens to the device, one line each, one line back.

`ok`, or what was asked for, or `error` and why.
"""

import asyncio
import contextlib


class Unfit(Exception):
    """A line that makes no sense; its text goes back to whoever wrote it."""


async def serve(path, carry_out):
    """Listens at `path` until it is cancelled. `carry_out(words)` returns the answer, or a coroutine that does."""

    async def converse(reader, writer):
        with contextlib.suppress(ConnectionError):
            while line := await reader.readline():
                writer.write(f"{await answer(line.decode().strip(), carry_out)}\n".encode())
                await writer.drain()
        writer.close()

    server = await asyncio.start_unix_server(converse, path)
    async with server:
        await server.serve_forever()


async def answer(line, carry_out):
    words = line.split()
    if not words:
        return "error: an empty line"
    try:
        said = carry_out(words)
        if asyncio.iscoroutine(said):
            said = await said
    except Unfit as problem:
        return f"error: {problem}"
    except (ValueError, KeyError, IndexError):
        return f"error: not understood: {line}"
    return "ok" if said is None else str(said)


def switched(word):
    """`on` or `off`."""
    if word not in ("on", "off"):
        raise Unfit(f"on or off, not {word}")
    return word == "on"
