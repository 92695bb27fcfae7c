"""Shutters take their time: the functions that move them, and the movements under way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from .doings import has_steps, set_shutter
from .house import House, RefusedError, found
from .rows import Row

UP, DOWN = "up", "down"


class Shutters:
    """Moves the shutters of a house; a movement takes ``travel`` seconds, or ends with ``settle``."""

    def __init__(
        self, house: House, spawn: Callable[[Coroutine[Any, Any, Any]], asyncio.Task[Any]], travel: float | None
    ) -> None:
        """Begin with every shutter at rest."""
        self.house = house
        self.travel = travel
        self.unready_moves = 0
        self._spawn = spawn
        self._moving: dict[int, tuple[str, int | None]] = {}
        self.functions: dict[str, Callable[..., Any]] = {
            "do_shutter_up": self.up,
            "do_shutter_down": self.down,
            "do_shutter_stop": self.stop,
            "do_shutter_goto": self.goto,
            "do_shutter_group_up": lambda _, id: self.group(id, self.up),
            "do_shutter_group_down": lambda _, id: self.group(id, self.down),
            "do_shutter_group_stop": lambda _, id: self.group(id, self.stop),
        }

    def up(self, _: House, id: int, position: int | None = None) -> Row:
        """Open."""
        return self._move(id, UP, position)

    def down(self, _: House, id: int, position: int | None = None) -> Row:
        """Close."""
        return self._move(id, DOWN, position)

    def stop(self, _: House, id: int) -> Row:
        """Stop wherever it is."""
        self._moving.pop(id, None)
        set_shutter(self.house, id, "stopped")
        return {"status": "OK"}

    def goto(self, _: House, id: int, position: int) -> Row:
        """Go to a step; a shutter that has none is driven up and then refuses (page, section 1.4)."""
        configuration = found(self.house.row("get_shutter_configurations", id))
        if not has_steps(configuration):
            self.unready_moves += 1
            self._move(id, UP, None)
            raise RefusedError(f"Timer expired when resetting shutter {id}")
        now = self.house.replies["get_shutter_status"]["detail"][str(id)]["actual_position"] or 0
        return self._move(id, DOWN if position > now else UP, position)

    def group(self, number: int, move: Callable[..., Row]) -> Row:
        """Do the same with every shutter of a group."""
        for row in self.house.rows("get_shutter_configurations"):
            if number in (row["group_1"], row["group_2"]):
                move(self.house, row["id"])
        return {"status": "OK"}

    def settle(self, number: int | None = None) -> None:
        """End the movement of one shutter, or of all."""
        for moving in [number] if number is not None else list(self._moving):
            direction, position = self._moving.pop(moving)
            last = {UP: 0, DOWN: self._last_step(moving)}[direction]
            at_end = position in (None, last)
            steps = position if position is not None else last
            known = has_steps(found(self.house.row("get_shutter_configurations", moving)))
            set_shutter(self.house, moving, direction if at_end else "stopped", steps if known else None)

    def _last_step(self, number: int) -> int:
        return int(found(self.house.row("get_shutter_configurations", number))["steps"]) - 1

    def _move(self, number: int, direction: str, position: int | None) -> Row:
        found(self.house.row("get_shutter_configurations", number))
        self._moving[number] = direction, position
        self.house.replies["get_shutter_status"]["detail"][str(number)]["desired_position"] = position
        set_shutter(self.house, number, f"going_{direction}")
        if self.travel is not None:
            self._spawn(self._arrive(number, self._moving[number]))
        return {"status": "OK"}

    async def _arrive(self, number: int, movement: tuple[str, int | None]) -> None:
        await asyncio.sleep(self.travel or 0)
        if self._moving.get(number) is movement:
            self.settle(number)
