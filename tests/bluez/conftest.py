"""Lets the tests below find the package `device`: pytest puts the folder of this file on the path."""
