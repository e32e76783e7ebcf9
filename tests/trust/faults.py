"""Small faults in a function: what can be changed in its text, and its code with one change made."""

import ast
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

ROOT = Path(__file__).parents[2]

SWAPPED: dict[type, type] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
STATEMENTS = (ast.AugAssign, ast.Continue, ast.Break)


@dataclass(frozen=True, slots=True)
class Fault:
    """One change of one function: the nth node that can be changed, and how."""

    module: str
    function: str
    first: int
    at: int
    line: int
    written: str
    change: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What names a fault when lines move."""
        return self.module, self.function, self.written, self.change


@dataclass(slots=True)
class Change:
    """A node, the field of its parent that holds it, and what to put there."""

    parent: ast.AST
    field: str
    index: int | None
    new: ast.AST
    line: int
    told: str

    def apply(self) -> None:
        if self.index is None:
            setattr(self.parent, self.field, self.new)
        else:
            getattr(self.parent, self.field)[self.index] = self.new
        ast.fix_missing_locations(self.parent)


def other(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """What may stand in a node's place, and how to tell of it."""
    match node:
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value), f"{value} -> {not value}"
        case ast.Constant(value=int() as value):
            yield ast.Constant(value + 1), f"{value} -> {value + 1}"
        case ast.Constant(value=str() as value):
            yield ast.Constant(f"{value}XX"), f"{value!r} -> {value + 'XX'!r}"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand, "not removed"
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield ast.Return(ast.Constant(None)), "return None"
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield ast.Expr(ast.Constant(None)), "statement removed"
        case _ if isinstance(node, STATEMENTS):
            yield ast.Pass(), "statement removed"
        case _ if type(node) in SWAPPED:
            new = SWAPPED[type(node)]
            yield new(), f"{type(node).__name__} -> {new.__name__}"


def changes(function: ast.AST) -> Iterator[Change]:
    """Every change of a function's body, in the order of the text."""
    pending: list[tuple[ast.AST, int]] = [(function, getattr(function, "lineno", 0))]
    while pending:
        node, line = pending.pop()
        line = getattr(node, "lineno", line)
        if isinstance(node, ast.Assert | ast.Raise | ast.JoinedStr | ast.arguments):
            continue
        if isinstance(node, ast.If | ast.IfExp | ast.While) and not isinstance(node.test, ast.Compare | ast.BoolOp):
            yield Change(node, "test", None, ast.UnaryOp(ast.Not(), node.test), line, "condition turned")
        held: list[tuple[ast.AST, int]] = []
        for field, told in ast.iter_fields(node):
            if field in {"annotation", "returns", "decorator_list", "ctx"}:
                continue
            for index, child in enumerate(told) if isinstance(told, list) else [(None, told)]:
                if not isinstance(child, ast.AST) or is_docstring(node, field, index):
                    continue
                held.append((child, line))
                for new, said in other(child):
                    yield Change(node, field, index, new, getattr(child, "lineno", line), said)
        pending.extend(reversed(held))


def is_docstring(node: ast.AST, field: str, index: int | None) -> bool:
    within = isinstance(node, ast.FunctionDef | ast.ClassDef) and field == "body" and index == 0
    return within and ast.get_docstring(node) is not None  # type: ignore[arg-type]


def functions(tree: ast.Module | ast.ClassDef, within: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    """The outermost functions of a module and the methods of its classes, with their qualified names."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield within + node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from functions(node, f"{within}{node.name}.")


def first_line(function: ast.FunctionDef) -> int:
    """The line that the code object gives: a decorator's where there is one."""
    return min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)])


def faults(module: str) -> list[Fault]:
    """Every fault that can be made in a module, each once."""
    text = (ROOT / module).read_text(encoding="utf-8")
    lines = text.splitlines()
    made = {}
    for name, function in functions(ast.parse(text)):
        for at, change in enumerate(changes(function)):
            line = change.line
            fault = Fault(module, name, first_line(function), at, line, lines[line - 1].strip(), change.told)
            made.setdefault((*fault.key, line), fault)
    return list(made.values())


def broken(fault: Fault) -> CodeType:
    """The code of the fault's function with the fault in it."""
    path = ROOT / fault.module
    tree = ast.parse(path.read_text(encoding="utf-8"))
    function = next(
        node for name, node in functions(tree) if name == fault.function and first_line(node) == fault.first
    )
    next(change for at, change in enumerate(changes(function)) if at == fault.at).apply()
    pending = [compile(tree, str(path), "exec")]
    while pending:
        code = pending.pop()
        if (code.co_qualname, code.co_firstlineno) == (fault.function, fault.first):
            return code
        pending += [held for held in code.co_consts if isinstance(held, CodeType)]
    raise LookupError(fault)


def drawn(modules: Iterable[str], of: int, seed: int) -> list[Fault]:
    """Faults of every module, in proportion to its lines."""
    lines = {module: len((ROOT / module).read_text(encoding="utf-8").splitlines()) for module in modules}
    made = []
    for module, count in lines.items():
        able = faults(module)
        wanted = min(len(able), max(1, round(of * count / sum(lines.values()))))
        made += random.Random(f"{seed} {module}").sample(able, wanted)
    return made
