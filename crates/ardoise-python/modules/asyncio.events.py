"""The loop's functions under the name that programs import them by."""

from asyncio import (
    AbstractEventLoop, Handle, TimerHandle, get_event_loop, get_running_loop, new_event_loop,
    set_event_loop,
)
