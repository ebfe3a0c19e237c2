package dev.porter.nas;

import java.util.List;

/// Legal names that a chat can deliver and that have broken somebody's file handling before.
public final class HostileNames {
    private HostileNames() {}

    /// All of them. Each is a name to [NasPath#isName].
    public static List<String> all() {
        return List.of(
                "😀🏳️‍🌈👨‍👩‍👧.jpg",
                "日本語のファイル名.pdf",
                "한국어.txt",
                "فاتورة.pdf",
                "חשבונית.pdf",
                "\u202Egpj.exe",
                "zero\u200Bwidth\uFEFF.txt",
                "quotes \"double\" 'single' `back`.txt",
                "%2e%2e",
                "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                "%00.txt",
                "...",
                "....",
                ". .",
                ".. ",
                ".hidden",
                "..\u2215..\u2215etc\u2215passwd",
                "ends with a dot.",
                "ends with a blank ",
                " begins with a blank",
                "CON",
                "nul.txt",
                "COM1.pdf",
                "a:b",
                "a:$DATA",
                "-rf",
                "--help",
                "$(reboot)",
                "`reboot`",
                "; rm -rf ~",
                "a&b=c?d#e+f.txt",
                "<script>alert(1)<script>",
                "[x](tg:user).txt",
                "@everyone",
                "*.txt",
                "a|b",
                "~",
                "~root",
                "\u00E9.txt",
                "e\u0301.txt",
                "\u212Bngstrom.txt",
                "ﬁle.txt",
                "İstanbul.txt",
                "@eaDir",
                "#recycle",
                "Thumbs.db",
                "a".repeat(255),
                "ü".repeat(127) + "x",
                "文".repeat(85),
                "😀".repeat(63) + ".gz");
    }
}
