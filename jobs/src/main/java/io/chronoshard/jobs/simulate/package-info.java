/** Makes up a history: settings in, a folder of files and the truth about them out. */
@NullMarked
package io.chronoshard.jobs.simulate;

import org.jspecify.annotations.NullMarked;
