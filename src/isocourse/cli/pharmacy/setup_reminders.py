"""`setup-reminders`: the lines that have a shell or a system say what is due. It writes nothing by itself."""

from __future__ import annotations

from isocourse.cli import Run
from isocourse.cli.session.session import Session
from isocourse.typed import Final

_LINES: Final = """\
These lines have your computer say what is due, in words that give nothing
away. Nothing was written: put the one that you want where it says. Each one
runs `isocourse due`, which prints nothing when nothing is due.

bash, at the end of ~/.bashrc:
  command -v isocourse >/dev/null && isocourse due

zsh, at the end of ~/.zshrc:
  (( $+commands[isocourse] )) && isocourse due

fish, in ~/.config/fish/config.fish:
  status is-interactive; and type -q isocourse; and isocourse due

cron, by crontab -e (it mails what is due at 9, where mail is set up):
  0 9 * * * isocourse due

systemd, two files in ~/.config/systemd/user, then
systemctl --user enable --now reminders.timer:
  reminders.service:
    [Service]
    Type=oneshot
    ExecStart=/bin/sh -c 'text=$(isocourse due); [ -z "$text" ] || notify-send Reminder "$text"'
  reminders.timer:
    [Timer]
    OnCalendar=09:00
    Persistent=true
    [Install]
    WantedBy=timers.target

launchd on a Mac, in ~/Library/LaunchAgents/reminders.plist, then
launchctl load ~/Library/LaunchAgents/reminders.plist:
  <plist version="1.0"><dict>
    <key>Label</key><string>reminders</string>
    <key>ProgramArguments</key><array>
      <string>/bin/sh</string><string>-c</string>
      <string>isocourse due | while read -r line; do osascript -e "display notification \\"$line\\""; done</string>
    </array>
    <key>StartCalendarInterval</key>
    <dict><key>Hour</key><integer>9</integer></dict>
  </dict></plist>

Task Scheduler on Windows, in a terminal:
  schtasks /Create /TN Reminders /SC DAILY /ST 09:00 /TR "cmd /k isocourse due"

A second way beside it: isocourse calendar. Either may fail: look that each of
them shows once.
"""


def setup_reminders(run: Run) -> int:
    """Print the lines for bash, zsh, fish, cron, systemd, launchd and Task Scheduler. Nothing is written."""
    session = Session(run)
    for line in _LINES.splitlines():
        session.say_line(line)
    return 0
