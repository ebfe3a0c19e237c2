/// Showing the way: the dashboard, the official apps, phone backup, help.
@NullMarked
package dev.porter.guide;

import org.jspecify.annotations.NullMarked;
