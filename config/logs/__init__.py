"""What is written down while Greenroom works: who, what and which request; never what was said."""
