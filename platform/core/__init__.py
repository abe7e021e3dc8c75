"""What every package above needs: events, transitions, permissions, visibility, errors, periods."""
