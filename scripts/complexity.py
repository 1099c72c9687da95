"""Print the number of branches per statement of the helpers, and the functions with most of them.

    python scripts/complexity.py [FOLDER] [--most N]

Statements and branches are those of the syntax tree, so formatting changes nothing. A branch is an `if`, a loop, an
`except`, a `case`, a conditional expression, a comprehension and each of its conditions, each `and` and `or`, and each
`&` and `|` between conditions. Statements are those that do something: no imports, definitions, fields of a class or
docstrings. Code on module level and in lambdas counts as well.
"""

import argparse
import ast
from pathlib import Path

IDLE = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.AnnAssign)
BRANCHES = (ast.If, ast.For, ast.While, ast.IfExp, ast.ExceptHandler, ast.match_case, ast.Assert)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def branches_of(tree: ast.AST) -> int:
    """Return the branches in a syntax tree.

    >>> branches_of(ast.parse("if a and b or c: d = [e for e in f if e]"))
    5
    """
    return sum(map(_branches, ast.walk(tree)))


def _branches(node: ast.AST) -> int:
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    if isinstance(node, ast.comprehension):
        return 1 + len(node.ifs)
    return int(isinstance(node, BRANCHES) or _joins_conditions(node))


def _joins_conditions(node: ast.AST) -> bool:
    """Return whether a node is a `&` or `|` between conditions, such as masks of a data frame."""
    joins = isinstance(node, ast.BinOp) and isinstance(node.op, (ast.BitAnd, ast.BitOr))
    return joins and any(
        isinstance(side, (ast.Compare, ast.BoolOp)) or _negates(side) for side in (node.left, node.right)
    )


def _negates(node: ast.AST) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Invert, ast.Not))


def statements_of(tree: ast.AST) -> int:
    r"""Return the statements in a syntax tree that do something.

    >>> statements_of(ast.parse("if a:\n    b = 1\n    c = 2"))
    3
    """
    statements = (node for node in ast.walk(tree) if isinstance(node, ast.stmt) and not isinstance(node, IDLE))
    return sum(not _is_docstring(node) for node in statements)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", default=Path(__file__).resolve().parents[1] / "helpers", type=Path)
    parser.add_argument("--most", type=int, default=10, help="functions to print")
    options = parser.parse_args()
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(options.folder.rglob("*.py"))}
    branches, statements = (sum(map(count, trees.values())) for count in (branches_of, statements_of))
    functions = [
        (branches_of(node), f"{path.relative_to(options.folder)}:{node.lineno} {node.name}")
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, FUNCTIONS)
    ]
    for count, name in sorted(functions, reverse=True)[: options.most]:
        print(f"{count:4}  {name}")
    print(f"{branches:,} branches in {statements:,} statements: {branches / max(1, statements):.2f} a statement")


if __name__ == "__main__":
    main()
