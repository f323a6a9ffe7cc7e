"""Tests of kg.write."""
