/**
 * What happened, as a page: one HTML file per model version or retraining that needs nothing beside
 * itself.
 *
 * <p>Enters: a version's facts, its evaluation, its training and the account of its data, in the
 * units of the targets and in steps of the grid; or a retraining's decision. Leaves: the text of
 * the page. Knows no files: who calls it reads and writes them.
 */
@NullMarked
package io.chronoshard.report;

import org.jspecify.annotations.NullMarked;
