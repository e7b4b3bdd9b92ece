'use strict';

(() => {
  const data = JSON.parse(document.getElementById('chart-data').textContent);
  const MINUTE = 60_000;
  const HOUR = 60 * MINUTE;
  const DAY = 24 * HOUR;
  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

  // Numbers and times as text, the same in every locale.

  const number = (value, decimals) =>
    value === null || !Number.isFinite(value)
      ? '–'
      : value
          .toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
          .replace('-', '\u2212');

  const twoDigits = (value) => String(value).padStart(2, '0');

  const clock = (time) => {
    const date = new Date(time);
    return twoDigits(date.getUTCHours()) + ':' + twoDigits(date.getUTCMinutes());
  };

  const day = (time) => {
    const date = new Date(time);
    return date.getUTCDate() + ' ' + MONTHS[date.getUTCMonth()];
  };

  const year = (time) => String(new Date(time).getUTCFullYear());

  const instant = (time) =>
    data.clock ? day(time) + ' ' + year(time) + ', ' + clock(time) + ' UTC' : 'row ' + number(time, 0);

  const range = (from, to) => {
    if (!data.clock) {
      return 'Rows ' + number(Math.ceil(from), 0) + ' to ' + number(Math.floor(to), 0);
    }
    const first = day(from) + (year(from) === year(to) ? '' : ' ' + year(from));
    const last = day(to) + ' ' + year(to);
    return day(from) + year(from) === day(to) + year(to) ? last : first + ' to ' + last;
  };

  /** Decimals that tell values of such a size apart. */
  const decimalsFor = (size) =>
    size > 0 ? Math.max(0, Math.min(9, 2 - Math.floor(Math.log10(size)))) : 2;

  // Ticks of an axis of UTC times: whole minutes, hours, days, months or years.

  const SPACINGS = [
    1000, 5000, 15_000, MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
    HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 4 * DAY, 7 * DAY, 14 * DAY,
  ];
  const MONTH_SPACINGS = [1, 2, 3, 6, 12, 24, 60, 120];
  const LONGEST_MONTH = 31 * DAY;

  const monthTicks = (from, to, most) => {
    const spacing = MONTH_SPACINGS.find((months) => (to - from) / (months * LONGEST_MONTH) <= most) || 120;
    const start = new Date(from);
    const ticks = [];
    let month = start.getUTCFullYear() * 12 + start.getUTCMonth();
    month = Math.ceil(month / spacing) * spacing;
    for (; Date.UTC(0, month) - Date.UTC(0, 0) <= to - Date.UTC(0, 0); month += spacing) {
      const time = new Date(0);
      time.setUTCFullYear(Math.floor(month / 12), month % 12, 1);
      if (time.getTime() > to) {
        break;
      }
      if (time.getTime() >= from) {
        ticks.push(time.getTime());
      }
    }
    return ticks;
  };

  const timeTicks = (from, to, most) => {
    const spacing = SPACINGS.find((candidate) => (to - from) / candidate <= most);
    if (!spacing) {
      return monthTicks(from, to, most);
    }
    const ticks = [];
    for (let time = Math.ceil(from / spacing) * spacing; time <= to; time += spacing) {
      ticks.push(time);
    }
    return ticks;
  };

  /** A tick says what changed since the one before: the time, the day, the year. */
  const timeLabel = (time, index, ticks) => {
    const before = index > 0 ? ticks[index - 1].value : null;
    const spacing = ticks.length > 1 ? ticks[1].value - ticks[0].value : DAY;
    const newYear = before === null || year(before) !== year(time);
    if (spacing >= DAY) {
      return newYear ? [day(time), year(time)] : day(time);
    }
    if (before === null || day(before) !== day(time)) {
      return [clock(time), newYear ? day(time) + ' ' + year(time) : day(time)];
    }
    return clock(time);
  };

  const timeAxis = {
    type: 'linear',
    bounds: 'data',
    afterBuildTicks: (axis) => {
      const most = Math.max(2, Math.floor(axis.width / 90));
      axis.ticks = timeTicks(axis.min, axis.max, most).map((value) => ({ value }));
    },
    ticks: { callback: timeLabel, autoSkip: false, maxRotation: 0 },
  };

  const rowAxis = {
    type: 'linear',
    bounds: 'data',
    ticks: { callback: (value) => number(value, 0), maxRotation: 0, autoSkipPadding: 24, precision: 0 },
    title: { display: true, text: 'row' },
  };

  // Colours come from the style sheet, so that a change of scheme or a printout only needs an update.

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

  const charts = [];

  const paint = ({ data: { datasets }, options: { scales, plugins } }) => {
    const { x, y } = scales;
    for (const axis of [x, y]) {
      axis.ticks.color = colour('muted');
      axis.title.color = colour('muted');
    }
    x.border.color = colour('rule');
    y.grid.color = colour('rule');
    datasets.forEach((set) => {
      set.borderColor = colour(set.ink);
      set.backgroundColor = colour(set.ink) + (set.veil || '');
      set.pointBackgroundColor = colour(set.ink);
    });
    plugins.tooltip.backgroundColor = colour('ink');
    plugins.tooltip.titleColor = colour('paper');
    plugins.tooltip.bodyColor = colour('paper');
    plugins.tooltip.footerColor = colour('paper');
  };

  const create = (canvas, config) => {
    paint(config);
    const chart = new Chart(canvas, config);
    charts.push(chart);
    return chart;
  };

  const line = (label, ink, points, looks) => ({
    label,
    ink,
    data: points,
    borderWidth: 2,
    pointRadius: points.length > 40 ? 0 : 3,
    pointHoverRadius: 4,
    pointBorderWidth: 0,
    ...looks,
  });

  const tooltip = (title, decimals) => ({
    mode: 'index',
    intersect: false,
    padding: 10,
    cornerRadius: 4,
    boxWidth: 8,
    boxHeight: 8,
    boxPadding: 4,
    callbacks: {
      title,
      label: (item) => ' ' + item.dataset.label + '  ' + number(item.parsed.y, decimals()),
    },
  });

  /** An axis of errors or readings: light lines, few numbers, as many decimals as they need. */
  const valueAxis = (looks) => ({
    grid: { drawTicks: false },
    border: { display: false },
    title: {},
    ...looks,
    ticks: {
      padding: 8,
      maxTicksLimit: 6,
      callback: (value, index, ticks) => {
        const spacing = ticks.length > 1 ? Math.abs(ticks[1].value - ticks[0].value) : Math.abs(value);
        return number(value, spacing > 0 ? Math.max(0, Math.ceil(-Math.log10(spacing) - 1e-9)) : 0);
      },
    },
  });

  const options = (x, y, plugins, looks) => ({
    animation: false,
    maintainAspectRatio: false,
    normalized: true,
    parsing: false,
    interaction: { mode: 'index', axis: 'x', intersect: false },
    scales: { x: { grid: { display: false }, border: {}, title: {}, ...x }, y },
    plugins: { legend: { display: false }, colors: { enabled: false }, ...plugins },
    ...looks,
  });

  /** Writes each line's name beside its end, without two of them on one another. */
  const endLabels = {
    id: 'endLabels',
    afterDatasetsDraw: (chart) => {
      const { ctx, chartArea } = chart;
      const height = 16;
      const labels = [];
      chart.data.datasets.forEach((set, index) => {
        const last = chart.getDatasetMeta(index).data.filter((point) => !point.skip).pop();
        if (last) {
          const words = narrow(chart) ? halves(set.label) : [set.label];
          labels.push({ words, y: last.y, ink: set.borderColor });
        }
      });
      labels.sort((one, other) => one.y - other.y);
      labels.forEach((label, index) => {
        const above = labels[index - 1];
        const least = above ? above.y + (above.words.length + label.words.length) * height / 2 : chartArea.top;
        label.y = Math.max(label.y, least);
      });
      let below = chartArea.bottom + height / 2;
      [...labels].reverse().forEach((label) => {
        label.y = Math.min(label.y, below - label.words.length * height / 2);
        below = label.y - label.words.length * height / 2;
      });
      ctx.save();
      ctx.font = '600 12px ' + Chart.defaults.font.family;
      ctx.textBaseline = 'middle';
      labels.forEach((label) => {
        ctx.fillStyle = label.ink;
        label.words.forEach((text, row) => {
          ctx.fillText(text, chartArea.right + 10, label.y + (row - (label.words.length - 1) / 2) * height);
        });
      });
      ctx.restore();
    },
  };

  const narrow = (chart) => chart.width < 560;

  const halves = (text) => {
    const words = text.split(' ');
    const first = Math.ceil(words.length / 2);
    return [words.slice(0, first).join(' '), words.slice(first).join(' ')].filter((half) => half);
  };

  const endLabelRoom = (names) => (context) => {
    const canvas = context.chart.ctx;
    canvas.save();
    canvas.font = '600 12px ' + Chart.defaults.font.family;
    const words = narrow(context.chart) ? names.flatMap(halves) : names;
    const width = Math.max(...words.map((word) => canvas.measureText(word).width));
    canvas.restore();
    return { right: Math.ceil(width) + 16, top: 8 };
  };

  const extent = (values) => {
    const known = values.filter((value) => value !== null);
    return known.length ? [Math.min(...known), Math.max(...known)] : [0, 1];
  };

  const spread = (values) => {
    const [least, most] = extent(values);
    return most - least || Math.abs(most) || 1;
  };

  // Forecast and actual.

  const LINES = [
    { key: 'actual', label: 'actual', ink: 'ink', looks: { borderWidth: 1.75 } },
    { key: 'model', label: 'model', ink: 'model', looks: { borderWidth: 2 } },
    {
      key: 'baseline',
      label: '',
      ink: 'baseline-1',
      looks: { borderWidth: 1.25, borderDash: [5, 3] },
    },
    ...(data.excerpts.some((excerpt) => excerpt.alarm)
      ? [{ key: 'alarm', label: 'alarm', ink: 'worse', looks: { borderWidth: 4, showLine: false, pointRadius: 4 } }]
      : []),
  ];

  /** The band of a forecast: two lines that are not drawn, and what lies between them. */
  const BAND = [
    { key: 'lower', word: 'from', looks: { borderWidth: 0, pointRadius: 0, veil: '30', fill: false } },
    { key: 'upper', word: 'to', looks: { borderWidth: 0, pointRadius: 0, veil: '30', fill: '-1' } },
  ];

  const times = (excerpt) => {
    let time = excerpt.start;
    return [time, ...excerpt.differences.map((difference) => (time += difference))];
  };

  /** Points that are in view at first: the newest, few enough to tell apart. */
  const firstView = (chart) => (narrow(chart) ? 100 : 240);

  /** Points of a line, broken where windows are missing in between. */
  const points = (excerpt, values) => {
    const usual = Math.min(...excerpt.differences, Infinity);
    const result = [];
    times(excerpt).forEach((x, index) => {
      if (index > 0 && excerpt.differences[index - 1] > usual) {
        result.push({ x: x - excerpt.differences[index - 1] / 2, y: null });
      }
      result.push({ x, y: values[index] });
    });
    return result;
  };

  const swatch = (entry) => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const stroke = document.createElementNS('http://www.w3.org/2000/svg', 'line');
    svg.setAttribute('class', 'swatch');
    svg.setAttribute('aria-hidden', 'true');
    Object.entries({
      x1: '0', x2: '100%', y1: '50%', y2: '50%',
      stroke: 'var(--' + entry.ink + ')',
      'stroke-width': String(entry.looks.borderWidth + 0.5),
      'stroke-dasharray': (entry.looks.borderDash || []).join(' '),
    }).forEach(([name, value]) => stroke.setAttribute(name, value));
    svg.append(stroke);
    return svg;
  };

  /** What an excerpt's forecasts are off, by what they are. */
  const MEASURES = {
    value: { name: 'Mean absolute error', of: (one, other) => Math.abs(one - other), text: number },
    probability: {
      name: 'Brier score',
      of: (one, other) => (one - other) ** 2,
      text: (value) => number(value, 4),
    },
    class: {
      name: 'Right',
      of: (one, other) => (one === other ? 1 : 0),
      text: (value) => (value === null ? number(value) : number(100 * value, 1) + ' %'),
    },
  };

  const forecastChart = (canvas) => {
    const choices = [...document.querySelectorAll('select[data-choice]')];
    const chosen = () => {
      const wanted = Object.fromEntries(choices.map((select) => [select.dataset.choice, select.value]));
      return data.excerpts.find((excerpt) =>
        Object.entries(wanted).every(([name, value]) => String(excerpt[name]) === value));
    };
    let excerpt = null;
    let decimals = 2;

    const shown = (value) => excerpt.classes[value] || number(value, decimals);

    const describe = (chart) => {
      const { min, max } = chart.scales.x;
      const inView = times(excerpt)
        .map((time, index) => ({ time, index }))
        .filter(({ time, index }) => time >= min && time <= max && excerpt.actual[index] !== null);
      const error = (values) => {
        const errors = inView
          .filter(({ index }) => values[index] !== null)
          .map(({ index }) => MEASURES[excerpt.kind].of(values[index], excerpt.actual[index]));
        return errors.length ? errors.reduce((sum, one) => sum + one, 0) / errors.length : null;
      };
      const measure = MEASURES[excerpt.kind];
      document.getElementById('forecast-view').textContent =
        range(Math.max(min, times(excerpt)[0]), max) + '. ' + measure.name + ' in view: model ' + measure.text(error(excerpt.model), decimals) +
        ', ' + excerpt.name + ' ' + measure.text(error(excerpt.baseline), decimals);
    };

    const chart = create(canvas, {
      type: 'line',
      data: {
        datasets: [
          ...LINES.map((entry) => line(entry.label, entry.ink, [], { pointRadius: 0, ...entry.looks })),
          ...BAND.map((entry) => line(entry.word, 'model', [], entry.looks)),
        ],
      },
      options: options(
        data.clock ? timeAxis : rowAxis,
        valueAxis({ grace: '2%' }),
        {
          tooltip: {
            ...tooltip((items) => instant(items[0].parsed.x), () => decimals),
            footerFont: { weight: 'normal' },
            callbacks: {
              title: (items) => instant(items[0].parsed.x),
              label: (item) => ' ' + item.dataset.label + '  ' + shown(item.parsed.y),
              footer: (items) => 'forecast made ' + instant(items[0].parsed.x - excerpt.leadTime),
            },
          },
          zoom: {
            limits: { x: { min: 'original', max: 'original', minRange: 1 } },
            pan: { enabled: true, mode: 'x', onPan: ({ chart: panned }) => describe(panned) },
            zoom: {
              mode: 'x',
              wheel: { enabled: true, modifierKey: 'ctrl', speed: 0.15 },
              pinch: { enabled: true },
              onZoom: ({ chart: zoomed }) => describe(zoomed),
            },
          },
        }),
    });

    const numbers = chart.options.scales.y.ticks.callback;
    const SCALES = {
      value: () => ({ min: undefined, max: undefined, ticks: { ...chart.options.scales.y.ticks, callback: numbers } }),
      probability: () => ({ min: 0, max: 1, ticks: { ...chart.options.scales.y.ticks, callback: numbers } }),
      class: ({ classes }) => ({
        min: -0.25,
        max: classes.length - 0.75,
        ticks: { ...chart.options.scales.y.ticks, stepSize: 1, callback: (value) => classes[value] || '' },
        afterBuildTicks: (axis) => {
          axis.ticks = classes.map((name, value) => ({ value }));
        },
      }),
    };
    const lineNames = LINES.map(() => document.createElement('span'));
    const bandLabel = document.createElement('label');
    const bandName = document.createElement('span');

    const show = () => {
      excerpt = chosen();
      if (!excerpt) {
        return;
      }
      decimals = decimalsFor(spread(excerpt.actual) / 10);
      document.getElementById('forecast-title').textContent = excerpt.target + ', ' + excerpt.series;
      LINES.forEach((entry, index) => {
        chart.data.datasets[index].data = points(excerpt, excerpt[entry.key]);
        chart.data.datasets[index].stepped = excerpt.kind === 'class';
        const name = entry.key === 'baseline' ? excerpt.name : entry.label;
        chart.data.datasets[index].label = name;
        lineNames[index].textContent = name;
      });
      BAND.forEach((entry, index) => {
        const set = chart.data.datasets[LINES.length + index];
        set.label = excerpt.band + ', ' + entry.word;
        set.data = excerpt.band ? points(excerpt, excerpt[entry.key]) : [];
      });
      bandLabel.hidden = !excerpt.band;
      bandName.textContent = excerpt.band;
      Object.assign(chart.options.scales.y, SCALES[excerpt.kind](excerpt));
      const all = times(excerpt);
      const least = Math.min(...excerpt.differences, Infinity);
      chart.options.scales.x.min = all[0];
      chart.options.scales.x.max = all.length > 1 ? all[all.length - 1] : all[0] + 1;
      chart.options.plugins.zoom.limits.x = {
        min: all[0],
        max: chart.options.scales.x.max,
        minRange: Number.isFinite(least) ? Math.min(12 * least, chart.options.scales.x.max - all[0]) : 1,
      };
      if (all.length > 1.5 * firstView(chart)) {
        chart.options.scales.x.min = all[all.length - firstView(chart)];
      }
      chart.update('none');
      describe(chart);
    };

    const showAll = () => {
      chart.zoomScale('x', chart.options.plugins.zoom.limits.x, 'none');
      describe(chart);
    };

    LINES.forEach((entry, index) => {
      const label = document.createElement('label');
      const box = document.createElement('input');
      box.type = 'checkbox';
      box.checked = true;
      box.addEventListener('change', () => chart.setDatasetVisibility(index, box.checked) || chart.update('none'));
      label.append(box, swatch(entry), lineNames[index]);
      document.getElementById('forecast-legend').append(label);
    });
    const bandBox = document.createElement('input');
    bandBox.type = 'checkbox';
    bandBox.checked = true;
    bandBox.addEventListener('change', () => {
      BAND.forEach((entry, index) => chart.setDatasetVisibility(LINES.length + index, bandBox.checked));
      chart.update('none');
    });
    bandLabel.append(bandBox, swatch({ ink: 'band', looks: { borderWidth: 8 } }), bandName);
    document.getElementById('forecast-legend').append(bandLabel);
    choices.forEach((select) => {
      if (select.dataset.choice === 'lead') {
        select.selectedIndex = select.options.length - 1;
      }
      select.addEventListener('change', show);
    });
    const zooms = { in: () => chart.zoom(1.5), out: () => chart.zoom(1 / 1.5), all: showAll };
    document.querySelectorAll('button[data-zoom]').forEach((button) => {
      button.addEventListener('click', zooms[button.dataset.zoom]);
    });
    const keys = {
      ArrowLeft: () => chart.pan({ x: 80 }, undefined, 'none'),
      ArrowRight: () => chart.pan({ x: -80 }, undefined, 'none'),
      '+': zooms.in,
      '-': zooms.out,
      0: showAll,
    };
    canvas.addEventListener('keydown', (event) => {
      if (keys[event.key] && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        keys[event.key]();
      }
    });
    show();
  };

  // Errors by lead.

  const leadChart = (canvas) => {
    const dashes = [[], [5, 3], [2, 3], [8, 3], [8, 3, 2, 3], [1, 2]];
    let shown = data.leads[0];
    let decimals = 2;
    const names = () => shown.forecasts.map((one) => one.name);
    const values = () => shown.forecasts.map((one) => one.errors);
    const lines = () =>
      values()
        .map((errors, index) =>
          line(
            names()[index],
            index ? 'baseline-' + index : 'model',
            errors.map((y, at) => ({ x: shown.leads[at], y })),
            { borderDash: dashes[index], borderWidth: index ? 1.5 : 2.5 }))
        .filter((set) => set.data.some((point) => point.y !== null));
    const nameOf = (lead) => shown.names[shown.leads.indexOf(lead)];

    const chart = create(canvas, {
      type: 'line',
      data: { datasets: lines() },
      plugins: [endLabels],
      options: options(
        {
          type: 'linear',
          bounds: 'data',
          afterBuildTicks: (axis) => {
            const most = Math.max(2, Math.floor(axis.width / 70));
            const every = Math.ceil(shown.leads.length / most);
            axis.ticks = shown.leads
              .filter((lead, index) => (shown.leads.length - 1 - index) % every === 0)
              .map((value) => ({ value }));
          },
          ticks: { callback: nameOf, autoSkip: true, maxRotation: 0 },
          title: { display: true, text: 'lead: how far ahead' },
        },
        valueAxis({ beginAtZero: true, grace: '5%' }),
        { tooltip: tooltip((items) => nameOf(items[0].parsed.x) + ' ahead', () => decimals), zoom: false },
        { layout: { padding: (context) => endLabelRoom(names())(context) } }),
    });

    const show = (index) => {
      shown = data.leads[index];
      decimals = decimalsFor(extent(values().flat())[0]) + 1;
      chart.data.datasets = lines();
      paint(chart);
      chart.update('none');
    };

    if (data.leads.length > 1) {
      const label = document.createElement('label');
      const select = document.createElement('select');
      data.leads.forEach((entry, index) => select.append(new Option(entry.target, String(index))));
      select.addEventListener('change', () => show(Number(select.value)));
      label.append('Target', select);
      document.getElementById('lead-targets').append(label);
    }
    show(0);
  };

  // Training by epoch.

  /** A thin line through the epoch that was kept, with its name at the top. */
  const keptEpoch = {
    id: 'keptEpoch',
    beforeDatasetsDraw: (chart) => {
      const { ctx, chartArea, scales } = chart;
      const x = scales.x.getPixelForValue(data.epochs.kept);
      ctx.save();
      ctx.strokeStyle = colour('muted');
      ctx.fillStyle = colour('muted');
      ctx.lineWidth = 1;
      ctx.setLineDash([2, 3]);
      ctx.beginPath();
      ctx.moveTo(x, chartArea.top);
      ctx.lineTo(x, chartArea.bottom);
      ctx.stroke();
      ctx.font = '12px ' + Chart.defaults.font.family;
      ctx.textBaseline = 'bottom';
      const text = 'kept: epoch ' + data.epochs.kept;
      const half = ctx.measureText(text).width / 2;
      ctx.textAlign = 'center';
      ctx.fillText(text, Math.min(Math.max(x, chartArea.left + half), chart.width - half), chartArea.top - 4);
      ctx.restore();
    },
  };

  const epochChart = (canvas, sets) => {
    const { epoch } = data.epochs;
    const every = sets.flatMap((set) => set.values);
    const names = sets.map((set) => set.label);
    create(canvas, {
      type: 'line',
      data: {
        datasets: sets.map((set) =>
          line(set.label, set.ink, set.values.map((y, at) => ({ x: epoch[at], y })), { borderDash: set.dash })),
      },
      plugins: [endLabels, keptEpoch],
      options: options(
        {
          type: 'linear',
          min: epoch[0],
          max: epoch.length > 1 ? epoch[epoch.length - 1] : epoch[0] + 1,
          afterBuildTicks: (axis) => {
            const spacing = [1, 2, 5, 10, 20, 50, 100].find((every) => epoch.length / every <= 8) || 200;
            axis.ticks = epoch.filter((one) => one % spacing === 0).map((value) => ({ value }));
          },
          ticks: { maxRotation: 0 },
          title: { display: true, text: 'epoch' },
        },
        valueAxis({ grace: '8%' }),
        {
          tooltip: tooltip((items) => 'epoch ' + items[0].parsed.x, () => decimalsFor(spread(every) / 10) + 1),
          zoom: false,
        },
        {
          layout: {
            padding: (context) => ({ ...endLabelRoom(names)(context), top: 22 }),
          },
        }),
    });
  };

  const FRAMES = {
    'forecast-chart': forecastChart,
    'lead-chart': leadChart,
    'loss-chart': (canvas) =>
      epochChart(canvas, [
        { label: 'training', ink: 'muted', values: data.epochs.trainingLoss, dash: [5, 3] },
        { label: 'validation', ink: 'model', values: data.epochs.validationLoss, dash: [] },
      ]),
    'validation-chart': (canvas) =>
      epochChart(canvas, [
        { label: 'RMSE', ink: 'muted', values: data.epochs.validationRmse, dash: [5, 3] },
        { label: 'MAE', ink: 'model', values: data.epochs.validationMae, dash: [] },
      ]),
  };

  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = 12;
  Object.entries(FRAMES).forEach(([id, draw]) => {
    const canvas = document.getElementById(id);
    if (canvas) {
      draw(canvas);
    }
  });

  const repaint = () => charts.forEach((chart) => paint(chart) || chart.update('none'));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaint);

  // A printout is light, shows every table, and has charts as wide as its paper.

  const PAPER_WIDTH = 660;
  let folded = [];
  addEventListener('beforeprint', () => {
    document.documentElement.dataset.print = '';
    folded = [...document.querySelectorAll('details:not([open])')];
    folded.forEach((details) => (details.open = true));
    repaint();
    charts.forEach((chart) => {
      const share = chart.canvas.closest('.pair') ? 0.47 : 1;
      chart.resize(PAPER_WIDTH * share, Math.min(chart.height, 300));
    });
  });
  addEventListener('afterprint', () => {
    delete document.documentElement.dataset.print;
    folded.forEach((details) => (details.open = false));
    repaint();
    charts.forEach((chart) => chart.resize());
  });
})();
