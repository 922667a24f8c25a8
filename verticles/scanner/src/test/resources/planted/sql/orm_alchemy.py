"""Posts: stand-alone package, SQLAlchemy core and ORM, pandas."""
from typing import Annotated, Any, Literal

import pandas as pd
from fastmcp import Context, FastMCP
from pydantic import Field
from sqlalchemy import bindparam, column, create_engine, func, literal_column, select, table, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

mcp = FastMCP(name="posts")
engine = create_engine("sqlite:///posts.db")
async_engine = create_async_engine("postgresql+asyncpg://db.example.com/posts")
make_session = async_sessionmaker(async_engine)
ALLOWED = {"title", "author"}


class Base(DeclarativeBase):
    pass


class Post(Base):
    __tablename__ = "posts"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author: Mapped[str]


@mcp.tool
def raw(sql: str) -> str:
    with engine.connect() as conn:
        return str(conn.execute(text(sql)).all())  # flaw SQL_INJECTION high: text() of the caller's statement


@mcp.tool
def by_title(word: str) -> str:
    with engine.connect() as conn:
        return str(conn.execute(text(f"SELECT * FROM posts WHERE title = '{word}'")).all())  # flaw SQL_INJECTION high: f-string within text()


@mcp.tool
def by_title_bound(word: str) -> str:
    with engine.connect() as conn:
        return str(conn.execute(text("SELECT * FROM posts WHERE title = :word"), {"word": word}).all())  # fine SQL_INJECTION: named value


@mcp.tool
def by_title_params(word: str) -> str:
    statement = text("SELECT * FROM posts WHERE title = :word").bindparams(word=word)
    with Session(engine) as session:
        return str(session.execute(statement).all())  # fine SQL_INJECTION: bindparams


@mcp.tool
def by_ids(ids: list[int]) -> str:
    statement = text("SELECT * FROM posts WHERE id IN :ids").bindparams(bindparam("ids", expanding=True))
    with Session(engine) as session:
        return str(session.execute(statement, {"ids": ids}).all())  # fine SQL_INJECTION: expanding parameter


@mcp.tool
def driver_sql(author: str) -> str:
    with engine.begin() as conn:
        conn.exec_driver_sql("DELETE FROM posts WHERE author = '" + author + "'")  # flaw SQL_INJECTION high: exec_driver_sql
        conn.exec_driver_sql("DELETE FROM drafts WHERE author = ?", (author,))  # fine SQL_INJECTION: bound for the driver
    return "deleted"


@mcp.tool
async def built(word: str) -> str:
    async with make_session() as session:
        return str((await session.execute(select(Post).where(Post.title == word))).all())  # fine SQL_INJECTION: the builder binds


@mcp.tool
async def built_like(word: str) -> str:
    async with make_session() as session:
        return str((await session.execute(select(Post).where(func.lower(Post.title).contains(word)))).all())  # fine SQL_INJECTION: contains() binds


@mcp.tool
async def built_clause(clause: str) -> str:
    async with make_session() as session:
        return str((await session.execute(select(Post).where(text(clause)))).all())  # flaw SQL_INJECTION high: the caller's clause by text()


@mcp.tool
async def ordered(by: str, ctx: Context) -> str:
    await ctx.debug(f"order by {by}")
    async with AsyncSession(async_engine) as session:
        return str((await session.scalars(select(Post).order_by(text(by)))).all())  # flaw SQL_INJECTION high: order_by of text()


@mcp.tool
async def ordered_listed(by: str) -> str:
    if by not in ALLOWED:
        raise ValueError("cannot sort by that")
    async with AsyncSession(async_engine) as session:
        return str((await session.scalars(select(Post).order_by(text(by)))).all())  # fine SQL_INJECTION: allow-list of a set


@mcp.tool
def selected(field: str) -> str:
    with Session(engine) as session:
        return str(session.execute(select(literal_column(field)).select_from(Post)).all())  # flaw SQL_INJECTION high: literal_column is text


@mcp.tool
def selected_quoted(field: str) -> str:
    with Session(engine) as session:
        return str(session.execute(select(column(field)).select_from(table("posts"))).all())  # fine SQL_INJECTION: column() quotes the identifier


@mcp.tool
def old_style(word: str) -> str:
    with Session(engine) as session:
        return str(session.query(Post).filter(text("title = '%s'" % word)).all())  # flaw SQL_INJECTION high: filter by a text


@mcp.tool
def old_style_by(word: str) -> str:
    with Session(engine) as session:
        return str(session.query(Post).filter_by(title=word).all())  # fine SQL_INJECTION: filter_by binds


@mcp.tool
def frame(author: str) -> str:
    data = pd.read_sql(f"SELECT * FROM posts WHERE author = '{author}'", engine)  # flaw SQL_INJECTION high: pandas read_sql
    return data.to_json()


@mcp.tool
def frame_bound(author: str) -> str:
    data = pd.read_sql_query(text("SELECT * FROM posts WHERE author = :a"), engine, params={"a": author})  # fine SQL_INJECTION: bound through pandas
    return data.to_json()


@mcp.tool
def counted(name: Literal["posts", "drafts"], least: Annotated[int, Field(ge=0)] = 0) -> Any:
    with engine.connect() as conn:
        return conn.execute(text(f"SELECT count(*) FROM {name} WHERE id > {least}")).scalar()  # fine SQL_INJECTION: Literal and int


if __name__ == "__main__":
    mcp.run(transport="http", host="127.0.0.1")
