"""Reads memory by address, as an array's elements cannot be read without counting references.

`base` is the address of the first byte. Whoever calls keeps the buffer alive and stays inside it.
"""

from typing import TYPE_CHECKING, Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

if TYPE_CHECKING:

    def byte_at(base: int, at: int) -> int:
        """The byte at a place, from 0 to 255."""

    def word_at(base: int, at: int) -> int:
        """The eight bytes from a place as one number, the first the lowest."""

else:

    def _reader(bits: int) -> Any:
        def read(_context: Any, _base: Any, _at: Any) -> Any:
            def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
                kind = ir.IntType(bits)
                address = builder.add(arguments[0], arguments[1])
                place = builder.inttoptr(address, kind.as_pointer())
                loaded = builder.load(place, align=1, typ=kind)
                return loaded if bits == 64 else builder.zext(loaded, ir.IntType(64))

            return types.int64(types.int64, types.int64), generate

        return intrinsic(read)

    byte_at = _reader(8)
    word_at = _reader(64)
