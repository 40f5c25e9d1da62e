"""The kernel: one log, three doors in, three readers out. It knows no word of the business."""

VERSION = "0.1.0"
