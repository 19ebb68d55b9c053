"""A GraphQL operation becomes one SQL statement, and PostgreSQL answers with the finished JSON.

Read the modules in this order: ``catalog`` (what can be read), ``selection`` (what was asked), ``asked`` (the
parameters of one statement), then one module per kind of field: ``objects``, ``relations``, ``connections``,
``embedded``, ``nodes``; ``filters``, ``orders``, ``scope`` and ``cursors`` make the conditions; ``plan`` puts the
statement together and ``reader`` keeps the plans. ``parts`` and ``sources`` explain a statement to people.
docs/compiler.md follows one query through them all.
"""
